using System.Globalization;
using Microsoft.ML.Data;

namespace MLNetRecipes;

/// <summary>Generates a table of fictional plants and images of shapes.</summary>
internal static class SampleData
{
    private const int Side = 16;

    // The center of each species: stem length, leaf length, leaf width and petals.
    private static readonly (string Species, double[] Center)[] AllSpecies =
    [
        ("bellwort", [3.2, 1.6, 0.9, 5]),
        ("fernlily", [4.6, 2.9, 0.7, 6]),
        ("moonmint", [3.9, 1.9, 1.6, 4]),
    ];

    /// <summary>Generates a table with a header. Species overlap slightly; plants with wide leaves are poisonous; nectar increases with stem length and petals.</summary>
    public static IEnumerable<string> Table(int rows, int seed)
    {
        Random random = new(seed);
        yield return "stemLength,leafLength,leafWidth,petals,species,isPoisonous,nectar";
        for (int row = 0; row < rows; row++)
        {
            (string species, double[] center) = AllSpecies[random.Next(AllSpecies.Length)];
            double[] plant =
            [
                .. center.Select((value, i) => i == 3 ? value + random.Next(2) : value * (1 + (0.3 * (random.NextDouble() - 0.5)))),
            ];
            double nectar = (plant[0] * plant[3] / 4) + (0.2 * random.NextDouble());
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{plant[0]:F2},{plant[1]:F2},{plant[2]:F2},{plant[3]},{species},{plant[2] > 0.5 * plant[1]},{nectar:F2}"
            );
        }
    }

    /// <summary>Draws horizontal bars and vertical poles at random positions, as <c>bar-1.png</c>, <c>pole-2.png</c> and so on.</summary>
    public static void DrawShapes(string folder, int count)
    {
        Directory.CreateDirectory(folder);
        Random random = new(3);
        for (int i = 1; i <= count; i++)
        {
            int center = random.Next(3, Side - 3);
            byte[] pixels = new byte[4 * Side * Side];
            for (int pixel = 0; pixel < Side * Side; pixel++)
            {
                int position = i % 2 == 1 ? pixel / Side : pixel % Side;
                pixels.AsSpan(4 * pixel, 3).Fill((byte)(Math.Abs(position - center) < 2 ? random.Next(160, 256) : random.Next(80)));
                pixels[(4 * pixel) + 3] = 255;
            }

            using MLImage image = MLImage.CreateFromPixels(Side, Side, MLPixelFormat.Rgba32, pixels);
            image.Save(Path.Combine(folder, $"{(i % 2 == 1 ? "bar" : "pole")}-{i}.png"));
        }
    }
}
