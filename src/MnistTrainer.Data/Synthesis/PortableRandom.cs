namespace MnistTrainer.Data;

/// <summary>
/// Random numbers that are identical on every platform: integers from SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number
/// generators", 2014), combined only by sums and products, which IEEE 754 specifies to the last bit, unlike sines and logarithms.
/// </summary>
internal sealed class PortableRandom(ulong state)
{
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15;

    /// <summary>Creates stream <paramref name="index"/> of <paramref name="seed"/>.</summary>
    public static PortableRandom Create(ulong seed, ulong index) => new(Mix(Mix(seed + GoldenGamma) ^ (GoldenGamma * index)));

    /// <summary>Returns a uniform number of at least 0 and less than 1.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Returns a uniform number between two bounds.</summary>
    public double NextDouble(double low, double high) => low + ((high - low) * NextDouble());

    /// <summary>
    /// Returns an approximately normal number with mean 0: a sum of four uniform numbers (Irwin-Hall), within 3.5 standard deviations.
    /// </summary>
    public double NextGaussian(double deviation) =>
        (NextDouble() + NextDouble() + NextDouble() + NextDouble() - 2.0) * (1.7320508075688772 * deviation);

    /// <summary>Returns a uniform integer from 0 to <paramref name="count"/> - 1.</summary>
    public int NextInt(int count) => (int)(NextDouble() * count);

    private ulong Next() => Mix(state += GoldenGamma);

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
