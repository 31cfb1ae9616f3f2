namespace MnistTrainer.Experiments;

/// <summary>How many shapes of one kind a calibrated network rejects.</summary>
/// <param name="Kind">The kind: <c>digit</c>, <c>letter</c>, <c>scribble</c>, <c>several</c> or <c>part</c>.</param>
/// <param name="Share">The share that is rejected, 0 to 1.</param>
public readonly record struct RejectedShare(string Kind, double Share);
