using System.Text.Json.Serialization;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition.Images;

namespace MnistTrainer.Cli.Output;

/// <summary>The JSON of <c>mnist predict --multiple</c>.</summary>
/// <param name="Predictions">The images that were read.</param>
/// <param name="Errors">Why others were not; left out without any.</param>
internal sealed record PredictDigitsJson(
    IEnumerable<MultiDigitJson> Predictions,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Errors
)
{
    /// <summary>What was left out of folders, a sentence each; left out without any.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Notes { get; init; }

    public static PredictDigitsJson Of(
        NetworkDefinition network,
        IEnumerable<MultiDigitAnswer> answers,
        IReadOnlyList<string> errors,
        IReadOnlyList<string> notes
    ) =>
        new(answers.Select(answer => MultiDigitJson.Of(network, answer)), errors.Count == 0 ? null : errors)
        {
            Notes = notes.Count == 0 ? null : notes,
        };
}

/// <summary>An image of several digits.</summary>
/// <param name="Input">The image.</param>
/// <param name="Text">The digits as text.</param>
/// <param name="Numbers">The numbers in reading order.</param>
/// <param name="Digits">The digits in reading order.</param>
/// <param name="Note">What is written as a question mark, in a sentence; left out without any.</param>
internal sealed record MultiDigitJson(
    string Input,
    string Text,
    IEnumerable<NumberJson> Numbers,
    IEnumerable<DigitJson> Digits,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Note
)
{
    public static MultiDigitJson Of(NetworkDefinition network, MultiDigitAnswer answer) =>
        new(
            answer.Input,
            answer.Text,
            answer.Numbers.Select(NumberJson.Of),
            answer.Digits.Select(digit => DigitJson.Of(network, digit)),
            answer.Note
        );
}

/// <summary>A number.</summary>
/// <param name="Text">Its digits, points and minus signs as text, and a question mark for other marks.</param>
/// <param name="Digits">The number of its digits.</param>
/// <param name="Marks">Its points, minus signs and other marks from left to right.</param>
internal sealed record NumberJson(string Text, int Digits, IEnumerable<MarkJson> Marks)
{
    public static NumberJson Of(RecognizedNumber number) => new(number.Text, number.Digits.Count, number.Marks.Select(MarkJson.Of));
}

/// <summary>What is written beside digits.</summary>
/// <param name="Kind">"point", "minus", "other", "frame" or "underline".</param>
/// <param name="Box">Its bounding box in pixels of the image.</param>
internal sealed record MarkJson(string Kind, BoxAnswer Box)
{
    public static MarkJson Of(NumberMark mark) => new(EnumName.Of(mark.Kind), BoxAnswer.Of(mark.Box));
}

/// <summary>One of several digits.</summary>
/// <param name="Box">Its bounding box in pixels of the image.</param>
/// <param name="Confidence">The probability that the box holds one digit and that it is <paramref name="Label"/>.</param>
/// <param name="Label">The most probable class.</param>
/// <param name="Probability">Its probability.</param>
/// <param name="Probabilities">The probability of each class.</param>
/// <param name="Ranked">The classes, the most probable first.</param>
/// <param name="Rejection">Why the box is not a digit; null if it is one.</param>
/// <param name="Image">What the network saw, as a data URL.</param>
internal sealed record DigitJson(
    BoxAnswer Box,
    double Confidence,
    string? Label,
    float? Probability,
    IReadOnlyDictionary<string, float?> Probabilities,
    IEnumerable<RankedJson> Ranked,
    [property: JsonPropertyName("refusal")] RejectionAnswer? Rejection,
    [property: JsonPropertyName("picture")] string Image
)
{
    public static DigitJson Of(NetworkDefinition network, RecognizedDigit digit) =>
        new(
            BoxAnswer.Of(digit.Box),
            digit.Confidence,
            digit.Answer.Best?.Label,
            FiniteNumber.OrNull(digit.Answer.Probability),
            ClassProbabilities.ByName(network, digit.Answer.Probabilities),
            ClassProbabilities.Ranked(digit.Answer),
            RejectionAnswer.Of(digit.Answer.Rejection),
            DataUrl.Encode(digit.Answer.Image)
        );
}
