using System.Text.Json;

namespace MnistTrainer.Cli.Views;

/// <summary>Names of enum values as commands print them: <c>noisy-paper</c> for <c>NoisyPaper</c>.</summary>
internal static class EnumName
{
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
