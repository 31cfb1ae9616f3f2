namespace MnistTrainer.Imaging;

/// <summary>Where an <see cref="ImageStage"/> runs.</summary>
public enum ImageStagePhase
{
    /// <summary>In <see cref="ImageCodec.Decode"/>, on a color image.</summary>
    Decoding,

    /// <summary>In <see cref="DigitNormalizer"/>, on a gray image.</summary>
    Normalization,

    /// <summary>In the recognizer, before or after normalization, or instead of it.</summary>
    Recognition,
}
