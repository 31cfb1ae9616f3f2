namespace MnistTrainer.Cli.Output;

/// <summary>The JSON of <c>mnist learn</c>.</summary>
/// <param name="Model">The fine-tuned model's file.</param>
/// <param name="TestAccuracyBefore">The test accuracy before, 0 to 1.</param>
/// <param name="TestAccuracy">The test accuracy after.</param>
/// <param name="Added">The number of new images.</param>
/// <param name="AddedRightBefore">How many of them were classified correctly before.</param>
/// <param name="AddedRight">How many of them are classified correctly after.</param>
internal sealed record LearnJson(
    string Model,
    double TestAccuracyBefore,
    double TestAccuracy,
    long Added,
    long AddedRightBefore,
    long AddedRight
)
{
    public static LearnJson Of(FineTuningMetrics before, FineTuningMetrics after, string model) =>
        new(
            model,
            before.Test.MicroAccuracy,
            after.Test.MicroAccuracy,
            after.Added.Count,
            before.Added.CorrectCount,
            after.Added.CorrectCount
        );
}

/// <summary>The JSON of <c>mnist learn --undo</c>.</summary>
/// <param name="Restored">The model's file.</param>
internal sealed record UndoJson(string Restored);
