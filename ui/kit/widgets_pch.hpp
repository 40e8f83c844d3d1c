// Heavy Qt headers, compiled once for the folders of `ui`.
#pragma once

#include <QAbstractItemModel>
#include <QApplication>
#include <QBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QStyleOption>
#include <QTableView>
#include <QWidget>
