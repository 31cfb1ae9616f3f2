using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>
/// Formats arguments as one command line, quoted for a shell. Arguments with spaces or brackets are in double quotes, which all shells understand; those with characters
/// that have a meaning in double quotes, in single quotes; those with characters that cannot be shown, in <c>$'…'</c> for bash, ksh and zsh.
/// </summary>
public static partial class CommandText
{
    private static readonly SearchValues<char> Special = SearchValues.Create("\"$`\\!");

    /// <summary>Returns the line.</summary>
    public static string Of(IEnumerable<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return string.Join(' ', arguments.Select(Quoted));
    }

    /// <summary>
    /// Parses a line that <see cref="Of"/> wrote. Outside quotes, only spaces have a meaning, so any other text can be parsed, too, and <see cref="Of"/> quotes its arguments:
    /// this makes a line of unknown origin harmless.
    /// </summary>
    /// <param name="line">The line.</param>
    public static IReadOnlyList<string> ArgumentsOf(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        List<string> arguments = [];
        for (Match part = Word().Match(line); part.Success; part = part.NextMatch())
            arguments.Add(Part().Replace(part.Value, Unquoted));
        return arguments;
    }

    private static string Unquoted(Match part) =>
        part.Value switch
        {
            ['$', '\'', .. var text, '\''] => Bytes(text),
            ['\'' or '"', .. var text, '\'' or '"'] => text,
            ['\\', var letter] => $"{letter}",
            var other => other,
        };

    // Octal escapes are bytes of UTF-8.
    private static string Bytes(string text)
    {
        List<byte> bytes = [];
        foreach (Match one in Escape().Matches(text))
            bytes.AddRange(
                one.Groups["octal"].Success
                    ? [(byte)Convert.ToInt32(one.Groups["octal"].Value, 8)]
                    : Encoding.UTF8.GetBytes(one.Groups["text"].Value)
            );
        return Encoding.UTF8.GetString([.. bytes]);
    }

    private static string Quoted(string argument) =>
        Plain().IsMatch(argument) ? argument
        : !IsShown(argument) ? $"$'{string.Concat(argument.EnumerateRunes().Select(Escaped))}'"
        : argument.AsSpan().ContainsAny(Special) ? $"'{argument.Replace("'", @"'\''", StringComparison.Ordinal)}'"
        : $"\"{argument}\"";

    private static string Escaped(Rune rune) =>
        rune.Value is '\'' or '\\' ? $@"\{rune}"
        : IsShown($"{rune}") ? $"{rune}"
        : string.Concat(Encoding.UTF8.GetBytes($"{rune}").Select(one => $@"\{Convert.ToString(one, 8).PadLeft(3, '0')}"));

    private static bool IsShown(string text) => PrintableText.Of(text) == text;

    [GeneratedRegex(@"^[\w.,:/=@%+-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();

    [GeneratedRegex("""(?:\$'(?:\\.|[^'\\])*'|'[^']*'|"[^"]*"|\\.|\S)+""", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Word();

    [GeneratedRegex("""\$'(?:\\.|[^'\\])*'|'[^']*'|"[^"]*"|\\.|\S""", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Part();

    [GeneratedRegex(@"\\(?<octal>[0-3][0-7]{2})|\\(?<text>.)|(?<text>[^\\]+)", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Escape();
}
