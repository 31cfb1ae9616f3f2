// Runs the recipes of docs/mlnet.md in the current folder, on data that it generates first: tables of plants and images of shapes.
using Microsoft.ML;
using MLNetRecipes;

MLContext context = new(seed: 1);
File.WriteAllLines("plants.csv", SampleData.Table(rows: 600, seed: 1));
File.WriteAllLines("more-plants.csv", SampleData.Table(rows: 300, seed: 2));
SampleData.DrawShapes("images", count: 300);

QuickStart.Run(context);
CrossValidation.Run(context);
FeatureImportance.Run(context);
Retraining.Run(context);
BinaryClassification.Run(context);
ManyClasses.Run(context);
Regression.Run(context);
MultiOutput.Run(context);
MultiLabel.Run(context);
QuantileRegression.Run(context);
Categories.Run(context);
ImageClassification.Run(context);
OnnxExport.Run(context);
