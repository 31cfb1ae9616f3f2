using System.Text.Json;

namespace MnistTrainer.Cli.Views;

/// <summary>Names of values as commands print them: <c>NoisyPaper</c> is <c>noisy-paper</c>.</summary>
internal static class EnumName
{
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
