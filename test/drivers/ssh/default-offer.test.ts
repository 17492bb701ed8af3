import t from 'tap';
import { offerFor } from '../../../drivers/ssh/default-offer.ts';

t.test("the guide's algorithms come first, those that only the release has behind them", (t) => {
  const offer = offerFor({}, { kex: ['curve25519-sha256', 'diffie-hellman-group14-sha1', 'unheard-of'] });
  t.same(offer.kex, [
    'diffie-hellman-group-exchange-sha1',
    'diffie-hellman-group14-sha1',
    'diffie-hellman-group1-sha1',
    'curve25519-sha256',
  ]);
  t.same(offer.hostKey, ['ssh-rsa']);
  t.same(offer.macs, offer.macsToClient);
  t.end();
});

t.test('what a suite asks for is all that is offered, in one direction or both', (t) => {
  const offer = offerFor({ cipher: ['aes128-ctr'], macIn: ['hmac-sha1'] }, { cipher: ['aes256-ctr'] });
  t.same(offer.ciphers, ['aes128-ctr']);
  t.same(offer.ciphersToClient, ['aes128-ctr']);
  t.same(offer.macsToClient, ['hmac-sha1']);
  t.same(offer.macs, ['hmac-md5', 'hmac-md5-96', 'hmac-sha1', 'hmac-sha1-96']);
  t.end();
});
