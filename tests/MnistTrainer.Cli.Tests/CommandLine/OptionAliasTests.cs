using System.CommandLine;

namespace MnistTrainer.Cli.Tests.CommandLine;

/// <summary>Options that have been renamed are accepted by their former names.</summary>
public sealed class OptionAliasTests
{
    [Theory]
    [InlineData("--images")]
    [InlineData("--pictures")]
    public void Synthesizes_images_by_either_name(string option)
    {
        ParseResult parsed = new SynthesizeCommand().Parse(["--output", "folder", option]);
        Assert.Empty(parsed.Errors);
        Assert.True(parsed.GetValue<bool>("--images"));
    }
}
