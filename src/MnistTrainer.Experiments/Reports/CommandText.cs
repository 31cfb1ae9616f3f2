using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>
/// Arguments as one line for a shell, which reads each as it is. Those with blanks or brackets stand in double quotes, which all shells understand; those with characters
/// that have a meaning there, in single quotes; those that cannot be shown as they are, in <c>$'…'</c>, as bash, ksh and zsh read them.
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
    /// Returns the arguments of a line as <see cref="Of"/> writes it. Outside quotes only blanks have a meaning, so any other text has arguments, too, which <see cref="Of"/>
    /// quotes: a line of unknown origin becomes harmless.
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
