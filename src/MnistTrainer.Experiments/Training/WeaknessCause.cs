namespace MnistTrainer.Experiments;

/// <summary>A likely cause of a training that ends hardly better than chance. Each has a remedy.</summary>
public enum WeaknessCause
{
    /// <summary>Equal initial weights keep the units of a layer equal: draw them at random.</summary>
    EqualWeights,

    /// <summary>The learning rate is far above the optimizer's usual one, or the loss rose above that of guessing: lower it.</summary>
    HighLearningRate,

    /// <summary>The learning rate is far below the optimizer's usual one: raise it.</summary>
    LowLearningRate,

    /// <summary>The penalties on weights, or dropout, leave the network little to work with: weaken them.</summary>
    StrongRegularization,

    /// <summary>Only few steps were taken: train for more epochs, or with smaller batches.</summary>
    FewSteps,

    /// <summary>The network predicts the training samples well, but not those it is measured on: they differ in labels or appearance.</summary>
    DifferentTestData,

    /// <summary>Nothing about the training explains it: check that each label belongs to its image.</summary>
    UnrelatedLabels,
}
