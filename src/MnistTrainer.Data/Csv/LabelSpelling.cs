using System.Globalization;
using System.Text.RegularExpressions;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// What labels stand for, however a program wrote them: <c>'5'</c>, <c>b'5'</c>, <c>="5"</c>, <c>class=5</c>, <c>[5.]</c> and <c>tensor(5)</c>
/// are <c>5</c>, and <c>05</c> is where <c>5</c> is a class too.
/// </summary>
internal static partial class LabelSpelling
{
    private const int MaximumShown = 3;

    private static readonly string[] NumberWords = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

    /// <summary>Returns the number that a word such as <c>Seven</c> stands for, from 0 to 10; null for other words.</summary>
    public static int? NumberOf(string word) =>
        Array.FindIndex(NumberWords, one => one.Equals(word, StringComparison.OrdinalIgnoreCase)) is >= 0 and int number ? number : null;

    /// <summary>Returns the class that each label names.</summary>
    /// <param name="place">The file or folder, for messages.</param>
    /// <param name="labels">The distinct labels as they are written.</param>
    /// <param name="notes">What was read otherwise than it is written, one line each.</param>
    /// <exception cref="InvalidInputException">A class is written in two ways that may be two classes: <c>5</c> and <c>five</c>.</exception>
    public static string[] Read(string place, IReadOnlyList<string> labels, out IReadOnlyList<string> notes)
    {
        List<string> found = [];
        string[] names = [.. labels.Select(Unwrap)];
        int[] unwrapped = [.. Enumerable.Range(0, names.Length).Where(i => names[i] != labels[i])];
        if (unwrapped.Length > 0)
            found.Add($"labels: {Shown(labels[unwrapped[0]])} is read as {names[unwrapped[0]]}{Others(unwrapped.Length)}");

        string[][] spellings =
        [
            .. names
                .Distinct()
                .Where(name => ValueOf(name) is not null)
                .GroupBy(name => ValueOf(name)!.Value)
                .Where(group => group.Count() > 1)
                .Select(group => group.ToArray()),
        ];
        if (spellings.Length > 0)
        {
            found.Add($"labels: {Join(spellings[0])} are read as one class{Others(spellings.Length)}");
            names = Array.ConvertAll(names, name => ValueOf(name)?.ToString(CultureInfo.InvariantCulture) ?? name);
        }

        string? word = Array.Find(names, name => NumberOf(name) is int number && names.Contains($"{number}"));
        if (word is not null)
        {
            throw new InvalidInputException(
                place,
                "one spelling of each class",
                $"labels that are words beside numbers: {Join([word, $"{NumberOf(word)}"])}",
                "Write all labels as numbers, or all as words"
            );
        }

        // Letters of both cases are classes of their own, and so may be names of symbols.
        string[][] cases =
        [
            .. names
                .Distinct()
                .Where(name => name.Length > 1)
                .GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
                .Where(group => group.Count() > 1)
                .Select(group => group.ToArray()),
        ];
        if (cases.Length > 0)
            found.Add($"labels: {Join(cases[0])} differ only in case, and are classes of their own{Others(cases.Length)}");
        notes = found;
        return names;
    }

    /// <summary>Returns the class of each of some labels, by the label as it is written; a label may be there several times.</summary>
    /// <inheritdoc cref="Read"/>
    public static Dictionary<string, string> ClassesOf(string place, IEnumerable<string> labels, out IReadOnlyList<string> notes)
    {
        string[] written = [.. labels.Distinct()];
        return written.Zip(Read(place, written, out notes)).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
    }

    // 5 for "05", "5e0" and digits of other scripts.
    private static long? ValueOf(string name)
    {
        string digits = string.Concat(
            name.Select(one => CharUnicodeInfo.GetDecimalDigitValue(one) is >= 0 and int digit ? $"{digit}" : $"{one}")
        );
        return
            Number().IsMatch(digits)
            && double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            && double.IsInteger(value)
            && Math.Abs(value) < 1e9
            ? (long)value
            : null;
    }

    private static string Unwrap(string label)
    {
        string name = label;
        while (true)
        {
            string inner = name.Trim().Trim('\u200B', '\uFEFF');
            Match match = Wrapped().Match(inner);
            if (!match.Success)
                match = WrappedNumber().Match(inner);
            if (match.Success)
                inner = match.Groups["inner"].Value;
            if (inner.Length == 0 || inner == name)
                return name == label ? label : ClassIndex.NameOf(name);
            name = inner;
        }
    }

    private static string Others(int count) => count > 1 ? $", and so on for {count - 1} more" : "";

    private static string Join(string[] names) => string.Join(" and ", names.Take(MaximumShown).Select(Shown));

    private static string Shown(string name) => $"\"{name}\"";

    // Quotes of any kind, Python's bytes, a formula of a spreadsheet.
    [GeneratedRegex(
        "^(?:[bu]?'(?<inner>.+)'|=?[bu]?\"(?<inner>.+)\"|`(?<inner>.+)`|‘(?<inner>.+)’|“(?<inner>.+)”)$",
        RegexOptions.Singleline
    )]
    private static partial Regex Wrapped();

    // A list or tuple of one, a value of NumPy, PyTorch or TensorFlow, a word that says that it is a label.
    [GeneratedRegex(
        @"^(?:\[\s*(?<inner>[+-]?\d+\.?0*)\s*,?\s*\]|\(\s*(?<inner>[+-]?\d+\.?0*)\s*,?\s*\)"
            + @"|(?:(?:np|numpy|torch|tf|jnp)\.)?(?:u?int\d*|float\d*|str_?|bytes_|[tT]ensor|array)\(\s*(?<inner>[+-]?\d+\.?0*|b?'[^']+')\s*(?:,.*)?\)"
            + @"|(?i:class|label|digit|target|y)\s*[=:]\s*(?<inner>[+-]?\d+\.?0*|['""].+['""]))$"
    )]
    private static partial Regex WrappedNumber();

    [GeneratedRegex(@"^[+-]?\d+\.?0*([eE][+-]?\d+)?$")]
    private static partial Regex Number();
}
