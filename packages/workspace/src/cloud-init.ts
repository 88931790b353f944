export { writeCloudInit } from './cloud-init/write-cloud-init';
