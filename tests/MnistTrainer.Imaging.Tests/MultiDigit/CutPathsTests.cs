namespace MnistTrainer.Imaging.Tests.MultiDigit;

public sealed class CutPathsTests
{
    private const int Width = 5;
    private const int Height = 6;

    // As in CutPaths.
    private const double SideStep = 0.04;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_cheapest_path_is_that_of_a_search_of_all_paths(int seed)
    {
        double[,] ink = RandomInk(seed);
        int[][] all = [.. AllPaths([])];
        int[][] paths = [.. new CutPaths(ink).Cheapest([.. Enumerable.Range(0, Height)], maximum: 100)];
        Assert.NotEmpty(paths);
        Assert.All(paths, path => Assert.Contains(all, one => one.SequenceEqual(path)));
        Assert.Equal(paths.Select(path => CostOf(ink, path)).Order(), paths.Select(path => CostOf(ink, path)));

        // Each is the cheapest of all paths through one of its own pixels.
        Assert.All(
            paths,
            path =>
                Assert.Contains(
                    Enumerable.Range(0, Height),
                    row => CostOf(ink, path) - all.Where(one => one[row] == path[row]).Min(one => CostOf(ink, one)) < 1e-9
                )
        );
    }

    [Fact]
    public void A_gap_between_two_bars_is_found_and_no_path_through_a_bar()
    {
        double[,] ink = new double[9, 20];
        for (int y = 0; y < 20; y++)
            (ink[1, y], ink[2, y], ink[6, y], ink[7, y]) = (1, 1, 1, 1);
        int[][] paths = [.. new CutPaths(ink).Cheapest([10], maximum: 5)];
        Assert.Contains(paths, path => path.All(column => column is >= 3 and <= 5));
        Assert.All(paths, path => Assert.DoesNotContain(path, column => column is 1 or 2 or 6 or 7));
    }

    [Fact]
    public void A_slanted_gap_is_followed()
    {
        // Ink everywhere but on a diagonal.
        double[,] ink = new double[12, 12];
        for (int x = 0; x < 12; x++)
        {
            for (int y = 0; y < 12; y++)
                ink[x, y] = x == 11 - y ? 0 : 1;
        }

        int[] path = new CutPaths(ink).Cheapest([6], maximum: 1).First();
        Assert.Equal(Enumerable.Range(0, 12).Select(y => 11 - y), path);
    }

    private static double[,] RandomInk(int seed)
    {
        Random random = new(seed);
        double[,] ink = new double[Width, Height];
        for (int x = 0; x < Width; x++)
        {
            for (int y = 0; y < Height; y++)
                ink[x, y] = random.Next(5) / 4.0;
        }

        return ink;
    }

    private static IEnumerable<int[]> AllPaths(int[] start)
    {
        if (start.Length == Height)
            return [start];
        IEnumerable<int> next = start.Length == 0 ? Enumerable.Range(0, Width) : Enumerable.Range(start[^1] - 1, 3);
        return next.Where(column => column is >= 0 and < Width).SelectMany(column => AllPaths([.. start, column]));
    }

    private static double CostOf(double[,] ink, int[] path) =>
        path.Select((column, row) => ink[column, row]).Sum() + (SideStep * path.Zip(path.Skip(1)).Count(pair => pair.First != pair.Second));
}
