namespace MnistTrainer.Experiments;

/// <summary>The fraction of the shapes of one family that a calibrated network rejects.</summary>
/// <param name="Family">The family, of <see cref="Data.ShapeSynthesizer.Families"/>.</param>
/// <param name="Share">The fraction rejected, 0 to 1.</param>
/// <param name="IsHeldOut">Whether shapes of this family were used neither to train the shape network nor to fit the rejection.</param>
public readonly record struct RejectedShare(string Family, double Share, bool IsHeldOut);
