using System.Security.Cryptography;

namespace MnistTrainer.NeuralNetwork;

/// <summary>SHA-256: nobody can find other bytes with the same checksum. On Linux, it loads OpenSSL, 6 MiB of memory.</summary>
internal sealed class Sha256Checksum : Checksum
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public override int Length => SHA256.HashSizeInBytes;

    public override void Append(ReadOnlySpan<byte> bytes) => _hash.AppendData(bytes);

    public override byte[] Finish() => _hash.GetHashAndReset();

    public override void Dispose() => _hash.Dispose();
}
