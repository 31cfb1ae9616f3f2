using MnistTrainer.Imaging;

namespace MnistTrainer.Recognition;

/// <summary>What a network takes an image for, and what it saw of it.</summary>
public sealed record RecognizedImage
{
    /// <summary>How likely the network takes the image to be of each class, in the order of its classes, 0 to 1. Empty where there was nothing to see.</summary>
    public required IReadOnlyList<float> Probabilities { get; init; }

    /// <summary>All classes, the likeliest first. Empty where there was nothing to see: the rejection is <see cref="RejectionReason.Blank"/>.</summary>
    public required IReadOnlyList<RankedClass> Ranked { get; init; }

    /// <summary>The likeliest class, even of an image that is rejected; null where there was nothing to see.</summary>
    public RankedClass? Best => Ranked.Count > 0 ? Ranked[0] : null;

    /// <summary>How likely the network takes the image to be of the likeliest class, 0 to 1; 0 where there was nothing to see.</summary>
    public float Probability => Best?.Probability ?? 0;

    /// <summary>What the network saw: an image of its input size, ink as brightness.</summary>
    public required GrayImage Image { get; init; }

    /// <summary>Why this is not one digit; null where it is one, and always for networks that read something else than digits.</summary>
    public Rejection? Rejection { get; init; }

    /// <summary>The way from the image that was given, the first, to <see cref="Image"/>, the last.</summary>
    public required IReadOnlyList<RecognitionStage> Stages { get; init; }
}
