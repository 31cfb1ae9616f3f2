using Microsoft.ML.Data;

namespace MnistTrainer.MLNet.Tests;

/// <summary>A row of a table of houses, whose columns have units of their own.</summary>
internal sealed class House
{
    [VectorType(4)]
    public float[] Features { get; set; } = [];

    public float Price { get; set; }

    public bool IsDear { get; set; }

    public uint Quarter { get; set; }

    /// <summary>Prices by income in dollars, rooms, a code of 5 places, and years: what a line through the columns cannot give.</summary>
    public static House[] Generate(int count, int seed, float missing = 0)
    {
        Random random = new(seed);
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(_ =>
                {
                    float income = MathF.Exp(11 + (0.5f * (float)Gaussian(random))),
                        rooms = random.Next(1, 9),
                        place = random.Next(5) * 11_111,
                        year = random.Next(1900, 2025);
                    float price =
                        (2 * income)
                        + (place is 22_222 or 44_444 ? 150_000 : 0)
                        + (20_000 * Math.Min(rooms, 4))
                        + (year > 2000 ? 60_000 : 0);
                    return new House
                    {
                        Features = [random.NextSingle() < missing ? float.NaN : income, rooms, place, year],
                        Price = price,
                        IsDear = price > 300_000,
                    };
                }),
        ];
    }

    private static double Gaussian(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
