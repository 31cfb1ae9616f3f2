using System.Globalization;

namespace MnistTrainer.Data;

/// <summary>What is noted of the names of rows, by which predictions are matched with them: those that others have as well, and those that a spreadsheet rounded.</summary>
internal static class IdNotes
{
    /// <summary>A line for each finding.</summary>
    /// <param name="ids">The column with the names.</param>
    public static IEnumerable<string> Of(TextColumn ids)
    {
        if (ids.Texts.FirstOrDefault(LongNumbers.IsRounded) is string rounded)
            yield return $"{ids.Name}: ids such as {rounded} were rounded by a spreadsheet, which shows numbers of more than 11 digits so";
        // Rows without an id are not the same row.
        int repeated = ids.CountTexts().Zip(ids.Texts).Where(one => one.Second.Length > 0).Sum(one => one.First - 1);
        if (repeated > 0)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{ids.Name}: {repeated:N0} of {ids.Count:N0} rows {(repeated == 1 ? "has" : "have")} the same id as an earlier one"
            );
    }
}
