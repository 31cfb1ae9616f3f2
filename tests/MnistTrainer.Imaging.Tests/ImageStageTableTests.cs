namespace MnistTrainer.Imaging.Tests;

public sealed class ImageStageTableTests
{
    [Fact]
    public void Has_every_flag_once_in_order()
    {
        ImageStages[] flags = [.. Enum.GetValues<ImageStages>().Where(flag => flag is not (ImageStages.None or ImageStages.All))];
        Assert.Equal(flags, ImageStageTable.Optional.Select(stage => stage.Flag));
        Assert.Equal(ImageStages.All, flags.Aggregate((all, flag) => all | flag));
    }

    [Fact]
    public void Names_every_stage_and_every_result_once()
    {
        Assert.Distinct(ImageStageTable.All.Select(stage => stage.Name));
        Assert.Distinct(ImageStageTable.All.Select(stage => stage.Result).OfType<string>());
    }

    [Fact]
    public void Names_optional_stages_after_their_flags() =>
        Assert.All(ImageStageTable.Optional, stage => Assert.Equal(stage.Flag.ToString(), stage.Name, ignoreCase: true));

    [Fact]
    public void Runs_decoding_before_normalization()
    {
        ImageStagePhase[] phases =
        [
            .. ImageStageTable.All.Select(stage => stage.Phase).Where(phase => phase != ImageStagePhase.Recognition),
        ];
        Assert.Equal(phases.Order(), phases);
    }

    [Fact]
    public void Traces_carry_stages_of_the_table()
    {
        DigitTrace trace = DigitNormalizer.Trace(Ruled());
        Assert.Equal(["image", "ink", "lines erased", "digit", "framed"], trace.Stages.Select(stage => stage.Name));
        Assert.All(trace.Stages, stage => Assert.Contains(stage.Stage, ImageStageTable.All));
        Assert.Same(trace.Digit, trace.Stages[^1].Image);
    }

    [Fact]
    public void A_stage_that_is_left_out_is_not_in_the_trace()
    {
        DigitTrace trace = DigitNormalizer.Trace(Ruled(), stages: ImageStages.All & ~ImageStages.Lines);
        Assert.DoesNotContain("lines erased", trace.Stages.Select(stage => stage.Name));
        Assert.Equal("framed", trace.Stages[^1].Name);
    }

    private static GrayImage Ruled() =>
        Drawing.Draw(300, 18, Drawing.Seven).Map((_, y, ink) => 255 - Math.Max(ink, y % 50 is 40 or 41 ? 230 : 0));
}
