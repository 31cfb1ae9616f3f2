namespace MnistTrainer.Cli.Output;

/// <summary>The JSON of <c>mnist ablate</c>.</summary>
/// <param name="Kinds">The accuracy on each kind of image.</param>
internal sealed record AblateJson(IEnumerable<AblationRowJson> Kinds)
{
    public static AblateJson Of(StageAblation ablation) =>
        new(
            ablation.Rows.Select(row => new AblationRowJson(
                EnumName.Of(row.Kind),
                row.Accuracy,
                StageAblation.Stages.Zip(row.Without).ToDictionary(pair => EnumName.Of(pair.First), pair => pair.Second)
            ))
        );
}

/// <summary>The accuracy on one kind of image.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Accuracy">The accuracy with all stages, 0 to 1.</param>
/// <param name="Without">The accuracy without each stage.</param>
internal sealed record AblationRowJson(string Kind, double Accuracy, IReadOnlyDictionary<string, double> Without);
