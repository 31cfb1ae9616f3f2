using System.Numerics;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// A seeded random number generator with the same output on every machine and every version of .NET: xoshiro256** (Blackman and Vigna
/// 2018), its state initialized by SplitMix64 as its authors recommend. Not cryptographically secure. Not thread-safe.
/// </summary>
public sealed class RandomSource
{
    private ulong _s0,
        _s1,
        _s2,
        _s3;
    private double? _spare;

    /// <summary>Creates the random stream for a seed and a stream number.</summary>
    /// <param name="seed">The seed; any number.</param>
    /// <param name="stream">The stream number; any number. Streams of one seed are independent.</param>
    public RandomSource(ulong seed, ulong stream = 0) => Restart(seed, stream);

    /// <summary>Restarts at the beginning of a stream.</summary>
    /// <param name="seed">The seed; any number.</param>
    /// <param name="stream">The stream number; any number.</param>
    public void Restart(ulong seed, ulong stream = 0)
    {
        ulong state = seed ^ BitOperations.RotateLeft(stream * 0xD1342543DE82EF95, 32);
        _s0 = SplitMix(ref state);
        _s1 = SplitMix(ref state);
        _s2 = SplitMix(ref state);
        _s3 = SplitMix(ref state);
        _spare = null;
    }

    /// <summary>64 random bits.</summary>
    public ulong NextBits()
    {
        ulong result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        ulong shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>A uniformly distributed number in [0, 1), a multiple of 2^-53.</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A uniformly distributed number in [<paramref name="low"/>, <paramref name="high"/>).</summary>
    public double NextDouble(double low, double high) => low + ((high - low) * NextDouble());

    /// <summary>A uniformly distributed integer from 0 to <paramref name="bound"/> - 1 (Lemire 2019).</summary>
    /// <param name="bound">The exclusive upper bound, at least 1.</param>
    public int NextInt(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        ulong product = (NextBits() >> 32) * (ulong)bound;
        uint low = (uint)product;
        if (low < (uint)bound)
        {
            uint threshold = (uint)-bound % (uint)bound;
            while (low < threshold)
            {
                product = (NextBits() >> 32) * (ulong)bound;
                low = (uint)product;
            }
        }

        return (int)(product >> 32);
    }

    /// <summary>A number from the standard normal distribution (polar method, Marsaglia and Bray 1964).</summary>
    public double NextGaussian()
    {
        if (_spare is double spare)
        {
            _spare = null;
            return spare;
        }

        double x,
            y,
            square;
        do
        {
            x = NextDouble(-1, 1);
            y = NextDouble(-1, 1);
            square = (x * x) + (y * y);
        } while (square is >= 1 or 0);
        double factor = Math.Sqrt(-2 * Math.Log(square) / square);
        _spare = y * factor;
        return x * factor;
    }

    /// <summary>Shuffles values; all permutations are equally likely (Fisher and Yates 1938; Durstenfeld 1964).</summary>
    public void Shuffle<T>(Span<T> values)
    {
        for (int i = values.Length - 1; i > 0; i--)
        {
            int j = NextInt(i + 1);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    private static ulong SplitMix(ref ulong state)
    {
        ulong z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
