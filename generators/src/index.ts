// What specs and kits import. The list has its one home in the package of the kits, where the loader reads it.
export * from '@sovereign-fleet/bootstrap-kit';
