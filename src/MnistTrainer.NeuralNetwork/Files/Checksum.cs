namespace MnistTrainer.NeuralNetwork;

/// <summary>A checksum of bytes that arrive piece by piece.</summary>
internal abstract class Checksum : IDisposable
{
    /// <summary>The number of bytes of the checksum.</summary>
    public abstract int Length { get; }

    /// <summary>Adds bytes to those before.</summary>
    public abstract void Append(ReadOnlySpan<byte> bytes);

    /// <summary>The checksum of all bytes, of which there must be no more.</summary>
    public abstract byte[] Finish();

    public abstract void Dispose();
}
