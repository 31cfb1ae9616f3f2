namespace MnistTrainer.Experiments;

/// <summary>A likely cause of a training result that is hardly better than chance. Each has a remedy.</summary>
public enum WeaknessCause
{
    /// <summary>Equal initial weights keep the units of a layer equal. Remedy: random weights.</summary>
    EqualWeights,

    /// <summary>The learning rate is far above the optimizer's usual one, or the loss rose above the level of chance. Remedy: a lower rate.</summary>
    HighLearningRate,

    /// <summary>The learning rate is far below the optimizer's usual one. Remedy: a higher rate.</summary>
    LowLearningRate,

    /// <summary>Penalties on weights or dropout are too strong. Remedy: weaker regularization.</summary>
    StrongRegularization,

    /// <summary>There were too few steps. Remedy: more epochs or smaller batches.</summary>
    FewSteps,

    /// <summary>The network predicts the training samples well, but not the test samples, which differ in labels or appearance.</summary>
    DifferentTestData,

    /// <summary>Nothing in the training explains the result. Remedy: checking that each label belongs to its image.</summary>
    UnrelatedLabels,
}
