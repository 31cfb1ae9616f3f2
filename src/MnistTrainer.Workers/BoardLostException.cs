namespace MnistTrainer.Workers;

/// <summary>The process that serves jobs does not respond.</summary>
internal sealed class BoardLostException(Exception inner) : Exception("The process that serves jobs does not respond.", inner);
