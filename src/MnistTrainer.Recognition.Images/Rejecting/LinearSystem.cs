namespace MnistTrainer.Recognition.Images;

/// <summary>Solves small systems of linear equations by Gaussian elimination with partial pivoting.</summary>
internal static class LinearSystem
{
    /// <summary>Solves a system.</summary>
    /// <param name="system">One row per equation: the coefficients and the right-hand side. Must not be singular; overwritten.</param>
    public static double[] Solve(double[,] system)
    {
        int n = system.GetLength(0);
        for (int column = 0; column < n; column++)
        {
            int pivot = Enumerable.Range(column, n - column).MaxBy(row => Math.Abs(system[row, column]));
            for (int j = 0; j <= n; j++)
                (system[column, j], system[pivot, j]) = (system[pivot, j], system[column, j]);
            for (int row = 0; row < n; row++)
            {
                double factor = row == column ? 0 : system[row, column] / system[column, column];
                for (int j = column; j <= n; j++)
                    system[row, j] -= factor * system[column, j];
            }
        }

        return [.. Enumerable.Range(0, n).Select(row => system[row, n] / system[row, row])];
    }
}
