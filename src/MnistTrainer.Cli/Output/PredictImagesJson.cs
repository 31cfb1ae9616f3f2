using System.Text.Json.Serialization;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition.Images;

namespace MnistTrainer.Cli.Output;

/// <summary>The JSON of <c>mnist predict</c> for images.</summary>
/// <param name="Predictions">The images that were recognized.</param>
/// <param name="Errors">Why others were not; left out without any.</param>
internal sealed record PredictImagesJson(
    IEnumerable<ImageJson> Predictions,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Errors
)
{
    /// <summary>What was left out of folders, a sentence each; left out without any.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Notes { get; init; }

    public static PredictImagesJson Of(
        NetworkDefinition network,
        IEnumerable<ImageAnswer> answers,
        IReadOnlyList<string> errors,
        IReadOnlyList<string> notes
    ) =>
        new(answers.Select(answer => ImageJson.Of(network, answer)), errors.Count == 0 ? null : errors)
        {
            Notes = notes.Count == 0 ? null : notes,
        };
}

/// <summary>A recognized image.</summary>
/// <param name="Input">The image.</param>
/// <param name="Label">The most probable class, or all digits if several were found; null for a blank image.</param>
/// <param name="Probability">Its probability.</param>
/// <param name="Probabilities">The probability of each class for the image as a single digit or object.</param>
/// <param name="Ranked">The classes, the most probable first.</param>
/// <param name="Rejection">Why the image is not a single digit; null if it is one.</param>
/// <param name="Digits">The digits in reading order, if several were found; left out otherwise.</param>
/// <param name="Marks">What is written beside the digit and is not part of the answer, from left to right; left out without any.</param>
/// <param name="Note">The same in a sentence; left out without any.</param>
/// <param name="Image">What the network saw, as a data URL.</param>
/// <param name="Stages">The names of the imaging stages.</param>
internal sealed record ImageJson(
    string Input,
    string? Label,
    float? Probability,
    IReadOnlyDictionary<string, float?> Probabilities,
    IEnumerable<RankedJson> Ranked,
    [property: JsonPropertyName("refusal")] RejectionAnswer? Rejection,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IEnumerable<DigitJson>? Digits,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IEnumerable<MarkJson>? Marks,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Note,
    [property: JsonPropertyName("picture")] string Image,
    IEnumerable<string> Stages
)
{
    public static ImageJson Of(NetworkDefinition network, ImageAnswer answer) =>
        new(
            answer.Input,
            answer.Image.Answer?.Label,
            FiniteNumber.OrNull(answer.Image.Answer?.Probability ?? 0),
            ClassProbabilities.ByName(network, answer.Image.Probabilities),
            ClassProbabilities.Ranked(answer.Image),
            RejectionAnswer.Of(answer.Image.Rejection),
            answer.Image.Digits.Count == 0 ? null : answer.Image.Digits.Select(digit => DigitJson.Of(network, digit)),
            answer.Image.Marks.Count == 0 ? null : answer.Image.Marks.Select(MarkJson.Of),
            answer.Image.Note,
            answer.Image.Colors is { } colors ? DataUrl.Encode(colors) : DataUrl.Encode(answer.Image.Image),
            answer.Stages
        );
}
