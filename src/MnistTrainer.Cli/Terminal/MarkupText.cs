using MnistTrainer.NeuralNetwork;
using Spectre.Console;

namespace MnistTrainer.Cli.Terminal;

/// <summary>Names and other foreign texts within Spectre's markup.</summary>
internal static class MarkupText
{
    /// <summary>Escapes what markup would interpret, and what the terminal would obey.</summary>
    public static string Of(string text) => Markup.Escape(PrintableText.Of(text));
}
