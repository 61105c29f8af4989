# Prints clusters.json: bias-reduced cluster-robust variances (CR2) and their degrees of freedom.
#
# Run: Rscript derive-clusters.R > clusters.json
# Made with R 4.2.2, clubSandwich 0.5.8 (CR2, Bell-McCaffrey degrees) and dfadjust of commit 0e81199 (Imbens-Kolesar degrees, correlation not
# below 0). Regressions are fitted and their matrices multiplied out; nothing here uses a closed form.
suppressMessages({library(clubSandwich); library(dfadjust)})

set.seed(20260301)
shapes <- list(
  mild = c(1, 9, 4, 2, 7, 3, 5, 8),
  few = c(2, 5, 3, 6),
  giant = c(45, rep(5, 9)),
  long = sample(1:9, 30, TRUE),
  single = rep(1, 7))
rhos <- c(0.5, 0.9, 0.4, 0.5, 0)

number <- function(values) paste0("[", paste(sprintf("%.17g", values), collapse = ", "), "]")
entry <- function(...) { parts <- list(...); paste0("{", paste0("\"", names(parts), "\": ", parts, collapse = ", "), "}") }

club <- function(model, cluster, name, target = NULL) {
  v <- if (is.null(target)) vcovCR(model, cluster, "CR2") else vcovCR(model, cluster, "CR2", target = target)
  coefficients <- coef_test(model, v, test = "Satterthwaite")
  row <- which(rownames(coefficients) == name)
  df <- if ("df_Satt" %in% names(coefficients)) coefficients$df_Satt else coefficients$df
  c(coefficients$beta[row], coefficients$SE[row], df[row])
}

case <- function(sizes, rho) {
  cluster <- rep(seq_along(sizes), sizes)
  draw <- function() round(sqrt(rho) * rnorm(length(sizes))[cluster] + sqrt(1 - rho) * rnorm(length(cluster)), 3)
  y <- draw()
  whole <- (cluster %% 2 == 0) * 1
  mixed <- rep(0:1, length.out = length(y))
  candidate <- y + draw()

  mean <- club(lm(y ~ 1), cluster, "(Intercept)")
  paired <- club(lm(I(candidate - y) ~ 1), cluster, "(Intercept)")
  crossed <- club(lm(y ~ mixed), cluster, "mixed")
  ik <- dfadjustSE(lm(y ~ mixed), clustervar = as.factor(cluster), rho0 = TRUE)$coefficients[2, ]

  # Each arm may vary by itself: the working variance of an arm is such that it expects the variance that was found.
  found <- sapply(0:1, function(arm) club(lm(y[whole == arm] ~ 1), cluster[whole == arm], "(Intercept)")[2]^2 * sum(whole == arm))
  disjoint <- club(lm(y ~ whole), cluster, "whole", target = found[whole + 1])

  entry(keys = number(cluster), y = number(y), candidate = number(candidate), mixed = number(mixed), whole = number(whole),
    mean = number(mean), paired = number(paired), crossed = number(crossed), disjoint = number(disjoint),
    crossed_imbens_kolesar = number(c(ik["HC2 se"], ik["df"])))
}

cat("[\n", paste0("  ", mapply(case, shapes, rhos), collapse = ",\n"), "\n]\n", sep = "")
