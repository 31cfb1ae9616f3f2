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
}
