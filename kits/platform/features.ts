/** What a Sovereign of this kit can have. Each is off until a layer turns it on. */
export const features = {
  backup: { default: false, description: 'backups into a bucket elsewhere; needs secrets' },
  chaos: { default: false, description: 'faults on purpose, in dev and stg alone' },
  cloud: { default: false, description: 'load balancers and volumes of the provider' },
  costs: { default: false, description: 'what each namespace costs; needs observability' },
  databases: { default: false, description: 'PostgreSQL and Valkey; needs cloud' },
  dns: { default: false, description: 'records in the zones of the Sovereign' },
  identity: { default: false, description: 'people, and their sign-in' },
  observability: { default: false, description: 'metrics, logs and traces; needs cloud' },
  policy: { default: false, description: 'policies for what may run' },
  queues: { default: false, description: 'Kafka, NATS, and scaling by them; needs cloud' },
  registry: { default: false, description: "a registry of the Sovereign's own images; needs cloud" },
  scanning: { default: false, description: 'known faults in images, and odd behaviour of programs' },
  secrets: { default: false, description: 'a store of secrets, and an operator that fetches from it; needs cloud' },
} as const;
