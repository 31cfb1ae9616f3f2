namespace MnistTrainer.Experiments;

/// <summary>Rows in disjoint groups, each of which is represented by its lowest row (union-find, Tarjan 1975).</summary>
/// <param name="count">The number of rows, each a group of its own at first.</param>
internal sealed class RowGroups(int count)
{
    private readonly int[] _parents = [.. Enumerable.Range(0, count)];

    /// <summary>The lowest row of the group of a row. Several threads may ask at once while none joins.</summary>
    public int Find(int row)
    {
        while (_parents[row] != row)
            row = _parents[row];
        return row;
    }

    /// <summary>Whether two rows are in the same group.</summary>
    public bool AreJoined(int a, int b) => Find(a) == Find(b);

    /// <summary>Joins the groups of two rows.</summary>
    public void Join(int a, int b)
    {
        (int first, int second) = (Find(a), Find(b));
        int root = Math.Min(first, second);
        (_parents[first], _parents[second]) = (root, root);
        Shorten(a, root);
        Shorten(b, root);
    }

    /// <summary>The groups of two rows or more, each in ascending order, in the order of their lowest rows.</summary>
    public IEnumerable<int[]> Multiple =>
        Enumerable
            .Range(0, _parents.Length)
            .GroupBy(Find)
            .Where(group => group.Skip(1).Any())
            .OrderBy(group => group.Key)
            .Select(group => group.ToArray());

    private void Shorten(int row, int root)
    {
        while (_parents[row] != root)
            (row, _parents[row]) = (_parents[row], root);
    }
}
