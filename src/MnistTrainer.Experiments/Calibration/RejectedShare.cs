namespace MnistTrainer.Experiments;

/// <summary>How many shapes of one family a calibrated network rejects.</summary>
/// <param name="Family">The family, of <see cref="Data.ShapeSynthesizer.Families"/>.</param>
/// <param name="Share">The share that is rejected, 0 to 1.</param>
/// <param name="IsHeldOut">Whether neither the shape network was trained nor the rejection was fitted on shapes of this family.</param>
public readonly record struct RejectedShare(string Family, double Share, bool IsHeldOut);
