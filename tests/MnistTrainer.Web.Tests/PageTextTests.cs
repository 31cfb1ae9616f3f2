using System.Reflection;
using System.Text.RegularExpressions;
using MnistTrainer.Imaging;

namespace MnistTrainer.Web.Tests;

/// <summary>The texts of the pages have the keys that the server sends.</summary>
public sealed partial class PageTextTests
{
    [Theory]
    [InlineData("english.js")]
    [InlineData("korean.js")]
    public async Task Name_every_imaging_stage(string file)
    {
        string[] results = [.. ImageStageTable.All.Select(stage => stage.Result).OfType<string>()];
        Assert.Equal(results.Order(StringComparer.Ordinal), await KeysAsync(file, "stageNames"));
    }

    [Theory]
    [InlineData("english.js")]
    [InlineData("korean.js")]
    public async Task Explain_every_rejection(string file)
    {
        string[] reasons =
        [
            .. Enum.GetValues<Recognition.Images.RejectionReason>().Select(reason => new Recognition.Images.Rejection(reason, 1).Name),
        ];
        Assert.Equal(reasons.Order(StringComparer.Ordinal), await KeysAsync(file, "rejections"));
    }

    // In English, the page shows the sentences of the server.
    [Fact]
    public async Task Explain_every_problem_in_Korean()
    {
        string[] codes =
        [
            .. typeof(ProblemCode)
                .GetFields(BindingFlags.Public | BindingFlags.Static)
                .Where(field => field.IsLiteral)
                .Select(field => (string)field.GetRawConstantValue()!),
        ];
        Assert.Equal(codes.Order(StringComparer.Ordinal), await KeysAsync("korean.js", "problems"));
    }

    /// <summary>The sorted keys of an object of plain strings in a script.</summary>
    private static async Task<string[]> KeysAsync(string file, string name)
    {
        string script = await File.ReadAllTextAsync(
            Path.Combine(Repository.Root, "src", "MnistTrainer.Web", "Page", file),
            TestContext.Current.CancellationToken
        );
        Match entries = Regex.Match(script, $@"^  {name}: \{{(?<entries>[^}}]*)\}},$", RegexOptions.Multiline);
        Assert.True(entries.Success, $"{file} has no object {name}.");
        return
        [
            .. Entry().Matches(entries.Groups["entries"].Value).Select(entry => entry.Groups["key"].Value).Order(StringComparer.Ordinal),
        ];
    }

    [GeneratedRegex("""("?)(?<key>\w[\w -]*)\1: "[^"]*",""")]
    private static partial Regex Entry();
}
