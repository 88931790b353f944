// The mistakes of bad-input-kit.test.ts that show with a record: what it says of a kit, and what is on in its regions.
import { messagesOf, type Mistake, withWeb } from './testing/bad-input';

test('without a mistake nothing is said', () => {
  expect(messagesOf({})).toEqual([]);
});

test.each<{ mistake: string; of: Mistake; says: readonly string[] }>([
  {
    mistake: 'an unset parameter',
    of: { record: { parameters: {} } },
    says: [
      'sovereigns/fleet.ts: kits[0].with.environments.prod.parameters.SIZE is not set: slots read it, ' +
        'and the kit has no default for it. Write a string: the size of a disk.',
    ],
  },
  {
    mistake: 'a parameter that no kit has',
    of: { record: { parameters: { SIZE: '1Gi', SIEZ: '2Gi' } } },
    says: [
      'sovereigns/acme/sovereign.ts: parameters.SIEZ is "2Gi": the kit has no such parameter. Did you ' +
        'mean "SIZE"? Write one of LEVEL, SIZE.',
    ],
  },
  {
    mistake: 'a gate that a person sets',
    of: { record: { parameters: { SIZE: '1Gi', WEB_ENABLED: false } } },
    says: [
      'sovereigns/acme/sovereign.ts: parameters.WEB_ENABLED is false: it follows from the record, and ' +
        'nobody says it. Remove it, or change what it follows from.',
    ],
  },
  {
    mistake: 'a line break in a parameter',
    of: { record: { parameters: { SIZE: '1Gi\n2Gi' } } },
    says: [
      'sovereigns/acme/sovereign.ts: parameters.SIZE is "1Gi\\n2Gi": it has a line break, and Flux ' +
        'would take it out. Write a text of one line.',
    ],
  },
  {
    mistake: 'an edge to a slot that is off',
    of: { ...withWeb({ dependsOn: ['bp-certs'] }), record: { features: { certs: false } } },
    says: [
      'sovereigns/acme/sovereign.ts: regions[0] is "fsn1": bp-web is on in this primary region of ' +
        'hetzner, and waits for bp-certs, which is absent there and so never ready. Turn bp-certs on ' +
        'there, or take the edge out.',
    ],
  },
  {
    mistake: 'a custom resource whose kind is off',
    of: {
      object: { apiVersion: 'cert-manager.io/v1', kind: 'Issuer', metadata: { name: 'one', namespace: 'web' } },
      record: { features: { certs: false } },
    },
    says: [
      'sovereigns/acme/sovereign.ts: regions[0] is "fsn1": bp-web is on in this primary region of ' +
        'hetzner, and has Issuer.cert-manager.io web/one, whose kind bp-certs would bring and is not on ' +
        'there. Turn bp-certs on there, or bp-web off.',
    ],
  },
])('$mistake is refused', ({ of, says }) => {
  expect(messagesOf(of)).toEqual(says);
});
