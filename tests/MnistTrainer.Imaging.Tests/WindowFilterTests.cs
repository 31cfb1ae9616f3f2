namespace MnistTrainer.Imaging.Tests;

/// <summary>Compares the filter with the window of each pixel.</summary>
public sealed class WindowFilterTests
{
    public static TheoryData<int, int, int> Sizes =>
        new()
        {
            { 1, 1, 1 },
            { 7, 3, 2 },
            { 40, 70, 1 },
            { 67, 41, 9 },
            { 33, 33, 40 },
            { 31, 64, 0 },
        };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Matches_the_minimum_maximum_and_mean_of_each_window(int width, int height, int radius)
    {
        byte[] pixels = new byte[width * height];
        new Random(width + height + radius).NextBytes(pixels);
        GrayImage image = new(width, height, pixels);

        Assert.Equal(Slowly(image, radius, window => window.Min()), WindowFilter.Minimum(image, radius).Pixels.ToArray());
        Assert.Equal(Slowly(image, radius, window => window.Max()), WindowFilter.Maximum(image, radius).Pixels.ToArray());
        Assert.Equal(Slowly(image, radius, Mean), WindowFilter.Mean(image, radius).Pixels.ToArray());
    }

    private static byte Mean(byte[] window) => (byte)((window.Sum(value => value) + (window.Length / 2)) / window.Length);

    /// <summary>Applies the window to rows, then to the columns of the result.</summary>
    private static byte[] Slowly(GrayImage image, int radius, Func<byte[], byte> reduce)
    {
        byte[] rows = new byte[image.Width * image.Height];
        byte[] both = new byte[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            (int y, int x) = Math.DivRem(i, image.Width);
            rows[i] = reduce([.. Around(x, radius, image.Width).Select(column => image[column, y])]);
        }

        for (int i = 0; i < rows.Length; i++)
        {
            (int y, int x) = Math.DivRem(i, image.Width);
            both[i] = reduce([.. Around(y, radius, image.Height).Select(row => rows[(row * image.Width) + x])]);
        }

        return both;
    }

    private static IEnumerable<int> Around(int center, int radius, int length) =>
        Enumerable.Range(center - radius, (2 * radius) + 1).Where(place => place >= 0 && place < length);
}
