using MnistTrainer.Imaging;

namespace MnistTrainer.Recognition;

/// <summary>What a network takes a picture for, and what it saw of it.</summary>
public sealed record RecognizedPicture
{
    /// <summary>How likely the network takes the picture to be of each class, in the order of its classes, 0 to 1. Empty where there was nothing to see.</summary>
    public required IReadOnlyList<float> Probabilities { get; init; }

    /// <summary>All classes, the likeliest first. Empty where there was nothing to see: the refusal is <see cref="RefusalReason.Blank"/>.</summary>
    public required IReadOnlyList<RankedClass> Ranked { get; init; }

    /// <summary>The likeliest class, even of a picture that is refused; null where there was nothing to see.</summary>
    public RankedClass? Best => Ranked.Count > 0 ? Ranked[0] : null;

    /// <summary>How likely the network takes the picture to be of the likeliest class, 0 to 1; 0 where there was nothing to see.</summary>
    public float Probability => Best?.Probability ?? 0;

    /// <summary>What the network saw: a picture of its input size, ink as brightness.</summary>
    public required GrayImage Picture { get; init; }

    /// <summary>Why this is not one digit; null where it is one, and always for networks that read something else than digits.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>The way from the picture that was given, the first, to <see cref="Picture"/>, the last.</summary>
    public required IReadOnlyList<RecognitionStage> Stages { get; init; }
}
