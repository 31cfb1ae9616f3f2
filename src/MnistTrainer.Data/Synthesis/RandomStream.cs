namespace MnistTrainer.Data;

/// <summary>
/// Random numbers that are the same on every platform: integers by SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number
/// generators", 2014), and from them only sums and products, which IEEE 754 defines to the last bit. Sines and logarithms it does not.
/// </summary>
internal sealed class RandomStream(ulong state)
{
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15;

    /// <summary>Stream <paramref name="index"/> of those that belong to <paramref name="seed"/>.</summary>
    public static RandomStream Of(ulong seed, ulong index) => new(Mix(Mix(seed + GoldenGamma) ^ (GoldenGamma * index)));

    /// <summary>A number from 0 to 1, without 1.</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A number between two others, all equally likely.</summary>
    public double Between(double low, double high) => low + ((high - low) * Unit());

    /// <summary>
    /// A bell-shaped number with mean 0: four uniform ones added (Irwin-Hall), so that it never leaves 3.5 <paramref name="deviation"/>s.
    /// </summary>
    public double Bell(double deviation) => (Unit() + Unit() + Unit() + Unit() - 2.0) * (1.7320508075688772 * deviation);

    /// <summary>A whole number from 0 to <paramref name="count"/> - 1.</summary>
    public int Index(int count) => (int)(Unit() * count);

    private ulong Next() => Mix(state += GoldenGamma);

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
