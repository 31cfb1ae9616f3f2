namespace MnistTrainer.Imaging;

/// <summary>A stage between an image file and the network's input image. <see cref="ImageStageTable"/> lists all stages.</summary>
public record ImageStage
{
    internal ImageStage(ImageStagePhase phase, string name, string? result, ImageStages flag = ImageStages.None) =>
        (Phase, Name, Result, Flag) = (phase, name, result, flag);

    /// <summary>Where the stage runs.</summary>
    public ImageStagePhase Phase { get; }

    /// <summary>The name of the stage, for example <c>lines</c>.</summary>
    public string Name { get; }

    /// <summary>The name of its image in a trace, for example <c>lines erased</c>; null if the stage produces no image.</summary>
    public string? Result { get; }

    /// <summary>The flag that selects the stage; <see cref="ImageStages.None"/> if it cannot be left out.</summary>
    public ImageStages Flag { get; }
}

/// <summary>A stage of decoding.</summary>
/// <param name="Flag">The flag that selects it.</param>
/// <param name="Name">The name of the stage.</param>
/// <param name="Apply">Runs the stage.</param>
internal sealed record DecodingStage(ImageStages Flag, string Name, Action<ColorDraft> Apply)
    : ImageStage(ImageStagePhase.Decoding, Name, result: null, Flag);

/// <summary>A stage of normalization.</summary>
/// <param name="Flag">The flag that selects it; <see cref="ImageStages.None"/> if it always runs.</param>
/// <param name="Name">The name of the stage.</param>
/// <param name="Result">The name of its image in a trace; null if it produces none.</param>
/// <param name="Apply">Runs the stage.</param>
/// <param name="Otherwise">Replaces the stage when it is left out; null to do nothing.</param>
internal sealed record NormalizationStage(
    ImageStages Flag,
    string Name,
    string? Result,
    Action<DigitDraft> Apply,
    Action<DigitDraft>? Otherwise = null
) : ImageStage(ImageStagePhase.Normalization, Name, Result, Flag)
{
    /// <summary>Runs the stage or its replacement.</summary>
    public void Run(DigitDraft draft, ImageStages selected) => (selected.HasFlag(Flag) ? Apply : Otherwise)?.Invoke(draft);
}
