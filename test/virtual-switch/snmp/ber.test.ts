import t from 'tap';
import {
  BerError,
  decodeInteger,
  decodeOid,
  decodeUnsigned,
  encodeField,
  encodeInteger,
  encodeOid,
  FieldReader,
  tags,
} from '../../../virtual-switch/snmp/ber.ts';

const hex = (bytes: Buffer) => bytes.toString('hex');
const contentsOf = (bytes: Buffer, tag: number) => new FieldReader(bytes).expect(tag);

t.test('numbers take as few bytes as hold them, with their sign', async (t) => {
  for (const [value, bytes] of [
    [0, '020100'],
    [127, '02017f'],
    [128, '02020080'],
    [255, '020200ff'],
    [256, '02020100'],
    [32_767, '02027fff'],
    [32_768, '0203008000'],
    [2_147_483_647, '02047fffffff'],
    [-1, '0201ff'],
    [-128, '020180'],
    [-129, '0202ff7f'],
    [-2_147_483_648, '020480000000'],
  ] as const) {
    t.equal(hex(encodeInteger(value)), bytes, String(value));
    t.equal(decodeInteger(contentsOf(Buffer.from(bytes, 'hex'), tags.integer)), value);
  }
  t.equal(hex(encodeInteger(4_294_967_295, tags.timeTicks)), '430500ffffffff');
  t.equal(decodeUnsigned(Buffer.from('00ffffffff', 'hex')), 4_294_967_295);
});

t.test('object identifiers, with arcs of several bytes', async (t) => {
  for (const [oid, bytes] of [
    ['1.3.6.1.4.1.9', '06062b0601040109'],
    [
      '1.3.6.1.2.1.6.13.1.1.192.0.2.1.22.192.0.2.10.55246',
      '06172b06010201060d010181400002011681400002' + '0a83af4e',
    ],
    ['2.100.3', '0603813403'],
    ['0.0', '060100'],
    ['1.3.4294967295', '06062b8fffffff7f'],
  ] as const) {
    t.equal(hex(encodeOid(oid)), bytes, oid);
    t.equal(decodeOid(contentsOf(Buffer.from(bytes, 'hex'), tags.oid)), oid);
  }
});

t.test('lengths in the short and the long form', async (t) => {
  for (const [length, head] of [
    [0, '0400'],
    [127, '047f'],
    [128, '048180'],
    [255, '0481ff'],
    [256, '04820100'],
    [65_536, '0483010000'],
  ] as const) {
    const field = encodeField(tags.octetString, Buffer.alloc(length, 7));
    t.equal(hex(field.subarray(0, head.length / 2)), head);
    t.equal(contentsOf(field, tags.octetString).length, length);
  }
});

t.test('what is no BER is refused', async (t) => {
  const read = (bytes: string) => () => new FieldReader(Buffer.from(bytes, 'hex')).next();
  t.throws(read(''), BerError, 'nothing');
  t.throws(read('04'), BerError, 'a tag alone');
  t.throws(read('040161'.slice(0, 4)), BerError, 'a byte short');
  t.throws(read('0480'), BerError, 'an indefinite length');
  t.throws(read('0485000000000161'), BerError, 'a length of five bytes');
  t.throws(() => decodeInteger(Buffer.alloc(0)), BerError, 'an empty INTEGER');
  t.throws(() => decodeInteger(Buffer.alloc(5)), BerError, 'an INTEGER of more than 32 bits');
  t.throws(() => decodeOid(Buffer.from('2b86', 'hex')), BerError, 'an arc cut short');
  t.throws(() => decodeOid(Buffer.from('2bffffffffffff7f', 'hex')), BerError, 'an arc of more than 32 bits');
  t.throws(() => decodeOid(Buffer.alloc(0)), BerError, 'an empty OID');
});
