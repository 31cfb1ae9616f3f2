using System.Text.RegularExpressions;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>Arguments as one line for a shell: those with blanks or brackets are quoted.</summary>
public static partial class CommandText
{
    /// <summary>Returns the line.</summary>
    public static string Of(IEnumerable<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return string.Join(' ', arguments.Select(argument => Plain().IsMatch(argument) ? argument : $"\"{PrintableText.Of(argument)}\""));
    }

    [GeneratedRegex(@"^[\w.,:/=@%+-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();
}
