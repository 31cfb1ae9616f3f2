namespace MnistTrainer.Cli.CommandLine;

/// <summary>Finds the name that was probably meant by a mistyped one.</summary>
internal static class NearestName
{
    /// <summary>Returns the candidate with the smallest edit distance, or null where none is close.</summary>
    public static string? Find(string typed, IEnumerable<string> candidates)
    {
        (string? Name, int Distance) best = (null, int.MaxValue);
        foreach (string candidate in candidates)
        {
            int distance = candidate.StartsWith(typed, StringComparison.OrdinalIgnoreCase) ? 1 : Distance(typed, candidate);
            if (distance < best.Distance && distance <= Math.Max(2, candidate.Length / 3))
                best = (candidate, distance);
        }

        return best.Name;
    }

    /// <summary>Returns the number of letters to insert, delete or replace (Levenshtein 1966), ignoring case.</summary>
    internal static int Distance(string from, string to)
    {
        int[] row = [.. Enumerable.Range(0, to.Length + 1)];
        for (int i = 1; i <= from.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int replaced = diagonal + (char.ToLowerInvariant(from[i - 1]) == char.ToLowerInvariant(to[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
