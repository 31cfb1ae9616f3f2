namespace MnistTrainer.Workers;

/// <summary>The process that serves jobs does not answer.</summary>
internal sealed class BoardLostException(Exception inner) : Exception("The process that serves jobs does not answer.", inner);
