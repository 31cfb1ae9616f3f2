using Microsoft.ML;
using Microsoft.ML.Data;

namespace MnistTrainer.MLNet.Tests;

/// <summary>A sale whose price for an area depends on two hidden numbers of its city, and on how many rooms are of each of two kinds.</summary>
internal sealed class Sale
{
    public const int Cities = 40,
        Rooms = 12;

    /// <summary>From 0, of which ML.NET makes keys from 1; as many as there are where it is missing.</summary>
    [KeyType(Cities)]
    public uint City { get; set; }

    /// <summary>From 1, as ML.NET takes vectors of keys; 0 where it is missing.</summary>
    [KeyType(Rooms), VectorType(2)]
    public uint[] Kinds { get; set; } = [];

    [VectorType(2)]
    public float[] Features { get; set; } = [];

    public float Price { get; set; }

    public bool IsDear { get; set; }

    [KeyType(2)]
    public uint Group { get; set; }

    [VectorType(2)]
    public float[] Prices { get; set; } = [];

    [VectorType(2)]
    public bool[] Flags { get; set; } = [];

    /// <summary>Sales in the first cities.</summary>
    /// <param name="count">The number of sales.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="cities">The number of cities that occur, from the first.</param>
    /// <param name="missing">The share of sales whose city is missing.</param>
    public static Sale[] Generate(int count, int seed, int cities = Cities, double missing = 0)
    {
        Random city = new(7),
            random = new(seed);
        (double Level, double Slope)[] hidden = [.. Enumerable.Range(0, Cities).Select(_ => (city.NextDouble(), city.NextDouble()))];
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(_ =>
                {
                    int at = random.Next(cities);
                    float area = 20 + (100 * random.NextSingle());
                    uint[] kinds = [(uint)random.Next(1, Rooms + 1), (uint)random.Next(1, Rooms + 1)];
                    float price = (float)(100_000 * hidden[at].Level) + (float)(3_000 * hidden[at].Slope * area) + (2_000 * (kinds[0] % 3));
                    return new Sale
                    {
                        City = random.NextDouble() < missing ? Cities : (uint)at,
                        Kinds = kinds,
                        Features = [area, random.NextSingle()],
                        Price = price,
                        IsDear = price > 150_000,
                        Group = price > 150_000 ? 0u : 1,
                        Prices = [price, -price / 1000],
                        Flags = [price > 150_000, area > 70],
                    };
                }),
        ];
    }

    /// <summary>The row as the network reads it: features, and keys from 1, or 0 where they are missing.</summary>
    public float[] ToRow() => [.. Features, (City + 1) % (Cities + 1), .. Kinds.Select(kind => (float)kind)];

    public static IDataView Data(MLContext context, Sale[] sales) => context.Data.LoadFromEnumerable(sales);
}
