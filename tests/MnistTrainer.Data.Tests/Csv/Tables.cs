namespace MnistTrainer.Data.Tests;

/// <summary>Tables of 8x8 images with white paper around ink, as drawings have, to be written in many ways.</summary>
internal static class Tables
{
    public const int Size = 64;

    /// <summary>Labels and pixels; the border of each image is 0, and each row of ink resembles the one above it.</summary>
    public static (int Label, int[] Pixels)[] Images(int count, int classes = 10, int seed = 1)
    {
        Random random = new(seed);
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(i =>
                {
                    int[] pixels = new int[Size];
                    int column = random.Next(1, 5);
                    for (int row = 1; row < 7; row++)
                    {
                        column = Math.Clamp(column + random.Next(-1, 2), 1, 5);
                        pixels[(row * 8) + column] = 255;
                        pixels[(row * 8) + column + 1] = random.Next(2, 255);
                    }

                    return (i < classes ? i : random.Next(classes), pixels);
                }),
        ];
    }

    public static string Line(params IEnumerable<object>[] parts) => string.Join(',', parts.SelectMany(part => part)) + "\n";

    public static string Names(string name) => string.Join(',', Enumerable.Range(0, Size).Select(i => $"{name}{i}"));

    /// <summary>Asserts that a data set has these images, in order, with these labels.</summary>
    public static void AssertEqual((int Label, int[] Pixels)[] images, Dataset set)
    {
        Assert.Equal(images.Length, set.Count);
        for (int row = 0; row < images.Length; row++)
        {
            Assert.Equal(images[row].Pixels, set.Samples.Row(row).ToArray().Select(pixel => (int)pixel));
            Assert.Equal($"{images[row].Label}", set.Samples.ClassNames[set.Samples.Labels[row]]);
        }
    }
}
