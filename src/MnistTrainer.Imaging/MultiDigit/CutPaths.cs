namespace MnistTrainer.Imaging;

/// <summary>
/// The paths from the top row of a piece of ink to the bottom, each step down, or down and one to the side. Their cost is the ink that they cross.
/// </summary>
internal sealed class CutPaths
{
    // The cost of a step to the side on paper, as a share of full ink, which keeps paths straight where nothing is in their way.
    private const double SideStep = 0.04;

    private readonly double[,] _ink;
    private readonly double[,] _above;
    private readonly double[,] _below;

    /// <param name="ink">The ink by column and row, 0 to 1.</param>
    public CutPaths(double[,] ink)
    {
        _ink = ink;
        _above = Costs(rowBefore: -1);
        _below = Costs(rowBefore: 1);
    }

    private int Width => _ink.GetLength(0);

    private int Height => _ink.GetLength(1);

    /// <summary>
    /// Returns the cheapest paths through each column of some rows, where they are cheaper than those through the columns beside it: the cheapest first.
    /// </summary>
    /// <param name="rows">The rows.</param>
    /// <param name="maximum">The maximum cost.</param>
    public IEnumerable<int[]> Cheapest(IReadOnlyList<int> rows, double maximum)
    {
        List<(int Row, int Column, double Cost)> found = [];
        foreach (int row in rows)
        {
            for (int column = 1; column < Width - 1; column++)
            {
                double cost = Cost(column, row);
                if (cost <= maximum && cost <= Cost(column - 1, row) && cost < Cost(column + 1, row))
                    found.Add((row, column, cost));
            }
        }

        return found.OrderBy(path => path.Cost).Select(path => Through(path.Column, path.Row));
    }

    // The ink of the pixel itself is in both halves.
    private double Cost(int column, int row) => _above[column, row] + _below[column, row] - _ink[column, row];

    /// <summary>The cost of the cheapest path from the first or the last row to each pixel, which is included.</summary>
    private double[,] Costs(int rowBefore)
    {
        double[,] costs = new double[Width, Height];
        int first = rowBefore < 0 ? 0 : Height - 1;
        for (int i = 0; i < Height; i++)
        {
            int row = first - (rowBefore * i);
            for (int column = 0; column < Width; column++)
                costs[column, row] = _ink[column, row] + (i == 0 ? 0 : Before(costs, column, row + rowBefore).Cost);
        }

        return costs;
    }

    private (int Column, double Cost) Before(double[,] costs, int column, int row)
    {
        (int Column, double Cost) best = (column, costs[column, row]);
        if (column > 0 && costs[column - 1, row] + SideStep < best.Cost)
            best = (column - 1, costs[column - 1, row] + SideStep);
        if (column < Width - 1 && costs[column + 1, row] + SideStep < best.Cost)
            best = (column + 1, costs[column + 1, row] + SideStep);
        return best;
    }

    private int[] Through(int column, int row)
    {
        int[] path = new int[Height];
        path[row] = column;
        for (int y = row - 1; y >= 0; y--)
            path[y] = Before(_above, path[y + 1], y).Column;
        for (int y = row + 1; y < Height; y++)
            path[y] = Before(_below, path[y - 1], y).Column;
        return path;
    }
}
