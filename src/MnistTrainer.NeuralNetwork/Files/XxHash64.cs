using System.Buffers.Binary;
using System.Numerics;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// XXH64 with the seed 0, in its canonical form, big-endian: it recognizes damage and other data, but not forgery. In return it is several times as fast as
/// SHA-256 and, unlike that, needs no library, so that a training is 6 MiB smaller.
/// </summary>
/// <remarks>Yann Collet, xxHash fast digest algorithm, https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md.</remarks>
internal sealed class XxHash64 : Checksum
{
    private const ulong Prime1 = 0x9E3779B185EBCA87,
        Prime2 = 0xC2B2AE3D27D4EB4F,
        Prime3 = 0x165667B19E3779F9,
        Prime4 = 0x85EBCA77C2B2AE63,
        Prime5 = 0x27D4EB2F165667C5;
    private const int Stripe = 4 * sizeof(ulong);

    private readonly byte[] _rest = new byte[Stripe];
    private int _restLength;
    private ulong _length;
    private ulong _first = unchecked(Prime1 + Prime2),
        _second = Prime2,
        _third,
        _fourth = unchecked(0 - Prime1);

    public override int Length => sizeof(ulong);

    public override void Append(ReadOnlySpan<byte> bytes)
    {
        _length += (ulong)bytes.Length;
        if (_restLength > 0)
        {
            int taken = Math.Min(Stripe - _restLength, bytes.Length);
            bytes[..taken].CopyTo(_rest.AsSpan(_restLength));
            _restLength += taken;
            if (_restLength < Stripe)
                return;
            AppendStripes(_rest);
            bytes = bytes[taken..];
        }

        _restLength = bytes.Length % Stripe;
        AppendStripes(bytes[..^_restLength]);
        bytes[^_restLength..].CopyTo(_rest);
    }

    public override byte[] Finish()
    {
        ulong sum = _length < Stripe ? Prime5 : Merge();
        sum += _length;
        ReadOnlySpan<byte> rest = _rest.AsSpan(0, _restLength);
        for (; rest.Length >= sizeof(ulong); rest = rest[sizeof(ulong)..])
            sum = (BitOperations.RotateLeft(sum ^ Round(0, Word(rest, 0)), 27) * Prime1) + Prime4;
        for (; rest.Length >= sizeof(uint); rest = rest[sizeof(uint)..])
            sum = (BitOperations.RotateLeft(sum ^ (BinaryPrimitives.ReadUInt32LittleEndian(rest) * Prime1), 23) * Prime2) + Prime3;
        foreach (byte one in rest)
            sum = BitOperations.RotateLeft(sum ^ (one * Prime5), 11) * Prime1;
        sum = (sum ^ (sum >> 33)) * Prime2;
        sum = (sum ^ (sum >> 29)) * Prime3;
        byte[] checksum = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(checksum, sum ^ (sum >> 32));
        return checksum;
    }

    public override void Dispose() { }

    private void AppendStripes(ReadOnlySpan<byte> bytes)
    {
        (ulong first, ulong second, ulong third, ulong fourth) = (_first, _second, _third, _fourth);
        for (; bytes.Length >= Stripe; bytes = bytes[Stripe..])
        {
            first = Round(first, Word(bytes, 0));
            second = Round(second, Word(bytes, 1));
            third = Round(third, Word(bytes, 2));
            fourth = Round(fourth, Word(bytes, 3));
        }

        (_first, _second, _third, _fourth) = (first, second, third, fourth);
    }

    private ulong Merge()
    {
        ulong sum =
            BitOperations.RotateLeft(_first, 1)
            + BitOperations.RotateLeft(_second, 7)
            + BitOperations.RotateLeft(_third, 12)
            + BitOperations.RotateLeft(_fourth, 18);
        foreach (ulong lane in (ReadOnlySpan<ulong>)[_first, _second, _third, _fourth])
            sum = ((sum ^ Round(0, lane)) * Prime1) + Prime4;
        return sum;
    }

    private static ulong Round(ulong lane, ulong word) => BitOperations.RotateLeft(lane + (word * Prime2), 31) * Prime1;

    private static ulong Word(ReadOnlySpan<byte> bytes, int index) =>
        BinaryPrimitives.ReadUInt64LittleEndian(bytes[(index * sizeof(ulong))..]);
}
