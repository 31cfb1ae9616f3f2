namespace MnistTrainer.Cli.Output;

/// <summary>The JSON of <c>mnist evaluate --multiple</c>.</summary>
/// <param name="Model">The model's file.</param>
/// <param name="Dataset">The name of the data.</param>
/// <param name="Count">The number of numbers of each kind.</param>
/// <param name="Numbers">The accuracy on each kind.</param>
internal sealed record MultiDigitEvaluationJson(string Model, string Dataset, int Count, IEnumerable<MultiDigitAccuracyJson> Numbers)
{
    public static MultiDigitEvaluationJson Of(string model, string dataset, MultiDigitEvaluation evaluation) =>
        new(
            model,
            dataset,
            evaluation.Count,
            evaluation.Kinds.Select(kind => new MultiDigitAccuracyJson(EnumName.Of(kind.Paper), EnumName.Of(kind.Spacing), kind.Accuracy))
        );
}

/// <summary>The accuracy on one kind of number.</summary>
/// <param name="Paper">What the numbers are written on.</param>
/// <param name="Spacing">Whether their digits touch: <c>apart</c> or <c>touching</c>.</param>
/// <param name="Accuracy">The share of numbers whose digits are all correct, 0 to 1.</param>
internal sealed record MultiDigitAccuracyJson(string Paper, string Spacing, double Accuracy);
